"""The parser that needs no AI key: words in, a plan or a question out.

lark does the lexing (`tokens.lark`): quotes, variables, addresses, amounts and words with their places are regular, and
a table of prioritised terminals that covers every character is what its lexer is good at. The phrase grammar is
recursive descent over those tokens instead of a lark grammar: it must skip what it does not know and say which words
those were, stop a free text where another phrase of the grammar begins, and stay linear on 10,000 characters. An
Earley parser over English is ambiguous nearly everywhere and an LALR one gives up at the first unknown word.
"""
