"""What speaks to the app, or to a model behind it, instead of describing a workflow."""

from __future__ import annotations

_SAYS = r"(?:reveal|print|show|repeat|output|display|tell me|give me|quote|leak|paste|disclose|name|say|write out|copy)"
_MIND = r"(?:rules?|instructions?|guidelines|guidance|polic(?:y|ies)|programming|prompt|filters?|restrictions|orders)"
INJECTIONS = (
    # What stands before the description, and which model would read it.
    (
        rf"\b{_SAYS}\b(?:\W+\w+){{0,5}}?\W+(?:above|before|preceding|prior to)\W+"
        r"(?:this (?:chat|line|message|conversation|prompt|input|request|description)|"
        r"the (?:chat|conversation|prompt))\b"
        r"(?!\W+(?:is|was|goes|gets)\b)|"
        rf"\b{_SAYS}\b(?:\W+\w+){{0,3}}?\W+your (?:language |ai |own )?"
        r"(?:model (?:name|version)|llm|ai)\b|"
        rf"\b{_SAYS}\W+(?:the |which |what )?(?:language |ai )?(?:model|llm|ai) (?:you|behind (?:you|this|the app)|"
        r"that (?:reads|powers|runs))|"
        r"\b(?:what|which) (?:language |ai )?(?:model|llm|ai) (?:are you|do you|is this app)|"
        rf"\b(?:no matter what|whatever|even if|although|regardless of|despite|against)(?: what)?\W+your\W+(?:\w+\W+)?"
        rf"{_MIND}\b|\byour system (?:message|text|prompt)\b"
    ),
    (
        r"\byou are now\b|\byou are (?:no longer|not) an? \w+|"
        r"\bfrom (?:now|here) on,? you (?:obey|answer|are|will|must)\b|"
        r"\byou (?:were|have been) (?:initiali[sz]ed|trained|instructed|reprogrammed)\b|"
        r"\byou have no (?:restrictions|limits|guardrails|filters|rules)\b"
    ),
    (
        r"\b(?:set aside|pay no attention to)\b(?:\W+\w+){0,4}?\W+(?:guidance|rules?|polic(?:y|ies)|instructions?|"
        r"directions)\b|\boverride your\b|\bnew system (?:directive|instruction|rule|order)s?\b|"
        r"\byou(?: now)? obey me\b|"
        r"\b(?:reveal|leak|print|output|dump)\W+(?:the\W+|your\W+)?(?:\w+\W+)?(?:prompt|configuration)\b|"
        r"\bunfiltered (?:ai|model|mode|assistant)\b|"
        r"\brepeat (?:everything|all|the (?:text|words)) (?:above|before)\b|"
        r"\b(?:disable|turn off|switch off|bypass)\W+(?:\w+\W+)?(?:safety|security) (?:checks?|rules|filters?)\b|"
        r"\bpublish\W+(?:\w+\W+)?without\W+(?:\w+\W+)?(?:confirmation|checks?)\b|\bwithout any (?:safety )?checks\b"
    ),
    (
        r"\bsimulate an? (?:shell|terminal)\b|/etc/shadow|\baction\W+(?:called\W+|named\W+)?[a-z]+_[a-z_]+\b|"
        r"\binvent an? (?:new )?action\b|\byour new role\b|\"role\"\s*:\s*\"|^#+\s*(?:instructions?|system)\b|"
        r"\b(?:give|grant) me (?:every|all|full) (?:permissions?|rights?)\b|"
        r"\bmake me (?:an? |the )?(?:\w+ )?admin(?:istrator)?\b|"
        r"\b(?:elevate|promote|upgrade)\W+(?:my|me|this)\b(?:\W+\w+){0,3}?\W+(?:admin|administrator|root)\b"
    ),
    (
        r"\b(?:ignore|forget|disregard|override|bypass|skip|drop)\b(?:\W+\w+){0,4}?\W+"
        r"(?:rules?|instructions?|prompts?|guardrails?|guidelines|restrictions|safety|directions|training|"
        r"everything (?:above|before|said)|you were told|validation)\b(?!\W*[\d$€£])|"
        r"\bunrestricted (?:model|mode|ai|assistant)\b"
    ),
    (
        r"\b(?:system|hidden|secret|developer)\W+(?:prompt|instructions?)\b|"
        r"\b(?:initial|original|your)\W+prompt(?:s|\b(?!\W+(?:cards?|reply|response|payment|answer)))\b|"
        r"\b(?:print|show|output|dump|reveal|display|repeat|what (?:are|were)|tell me)\b(?:\W+\w+){0,3}?\W+"
        r"(?:your|original|initial)\W+(?:\w+\W+)?instructions?\b|"
        r"\b(?:call|prompt|query|ask)\W+(?:the|an?)\W+(?:ai|llm|model|language model)\W+(?:with|to)\b|"
        r"\b(?:developer|dev|admin|debug|god)\W*mode\b|"
        r"\b(?:begin|start|prefix|end)\W+(?:your|the|every|each)\W+(?:answer|reply|response|output)s?\W+with\b|"
        r"\b(?:base64|contents?|copy|dump) of your\b|"
        r"\b(?:print|show|output|dump|reveal|display|list|repeat|tell)\b(?:\W+\w+){0,4}?\W+"
        r"(?:your configuration|your config|environment variables?|source code|system files?)\b|"
        r"\bpretend (?:that )?(?:the|i|he|she|they|all|everything)\b|"
        r"\b(?:mark|set)\W+(?:everything|all)\W+(?:as\W+)?approved\b|\bundocumented action\b|"
        r"\bjailbreak|\bpretend (?:to be|you are)\b|"
        r"\bact as (?:an? )?(?:admin|root|system|dan|developer)"
    ),
    (
        r"(?:^|[.>;\n])\s*(?:system|assistant|developer)\s*:|</?\s*(?:system|plan|workflow|user|assistant|prompt|"
        r"instructions?)\b[^>]*>|<\|?(?:im_start|system|/?inst)|\[/?INST\]"
    ),
    (
        r"\b(?:shell|bash|php|sql|powershell|terminal) (?:command|code|script|query)s?\b|/etc/passwd|"
        r"\brun_?sql\b|\bdump_\w+|"
        r"\b(?:add|use|call|run|contain|include|register|define) (?:an? |the )?(?:\w+ )?action \w+_\w+|"
        r"\badmin override\b|"
        r"\brm\s+-rf?\b|\bdrop\s+table\b|\bexec(?:ute)?_?(?:shell|code|command|php|sql)\b|<\s*script\b|"
        r"\b(?:union\s+select|os\.system|subprocess|eval\s*\()|;\s*curl\s"
    ),
    (
        r"\{%|\{\{[^}]*[^\w\s}][^}]*\}\}|\bskip\W+(?:\w+\W+)?(?:confirmation|approval checks?|checks)\b|"
        r"\bgrant\b(?:\W+\w+){0,5}?\W+(?:admin|administrator|rights|permissions)\b|"
        r"\b(?:give|gives|make|get)\b(?:\W+\w+){0,4}?\W+(?:admin|administrator|root) (?:rights|access|permissions)\b|"
        r"\b(?:disable|turn off|switch off)\W+(?:the\W+)?(?:logging|logs|audit|security|two-factor|2fa|firewall)\b|"
        r"\bdeveloper mode\b|\byou are (?:dan|root|admin)\b"
    ),
    # Who poses as somebody with authority, or turns to whoever reads this.
    (
        r"\b(?:note|message|instructions?|hint|memo)\W+(?:to|for)\W+the\W+(?:parser|model|ai|assistant|llm|bot|app)\b|"
        r"\b(?:note|message|order)\W+from\W+the\W+(?:administrator|admin|developers?|system|vendor)\b|"
        r"\bend of (?:user )?input\b|\bnew system message\b|\b(?:the )?user is (?:an? )?(?:admin|root|developer)\b|"
        r"\bobey (?:only|whatever|what|me|the)\b|\bdecode (?:it|this|that)\W+(?:and|then)\b|"
        r"\banswer (?:only |just )?with [A-Z]{3,}\b|\bskip (?:all|every|your)(?: \w+)? checks?\b|"
        r"\bother (?:customers?|portals?|tenants?|compan(?:y|ies))'?s?'? (?:workflows?|data|records|tokens?)\b"
    ),
    (
        r"\brun (?:java|type|vb)?script\b|\bdocument\.cookie\b|\$\([^)]*\)|\|\s*(?:ba|z)?sh\b|"
        r"\bexecute (?:it|this|that|them) on (?:the|your|a) server\b|\bauthorization bearer\b"
    ),
)
