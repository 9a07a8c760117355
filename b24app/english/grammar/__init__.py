"""The parser that needs no AI key: words in, a plan or a question out.

From the words up, each package knowing only those before it:

    words       tokens, phrases among them, slips of the pen
    people      who is meant
    conditions  fields, values, stages, tests
    timing      waits, deadlines, repetitions
    heads       where an action, a prohibition or an item of a list begins
    approvals   who decides, and the answers
    draft       what was read so far, in reading order
    trigger     what starts the workflow
    slots       what follows the head of an action
    flow        what joins steps
    clauses     the loop that tries these rules at each place of the description
    assembly    from the draft to the steps of a plan
    plainer     what would be asked, in plainer words, for a second reading
    parser      the whole: a plan, or what has to be asked

lark does the lexing (`words/tokens.lark`): quotes, variables, addresses, amounts and words with their places are
regular, and a table of prioritised terminals that covers every character is what its lexer is good at. The phrase
grammar is recursive descent over those tokens instead of a lark grammar: it must skip what it does not know and say
which words those were, stop a free text where another phrase of the grammar begins, and stay linear on 10,000
characters. An Earley parser over English is ambiguous nearly everywhere and an LALR one gives up at the first unknown
word.
"""
