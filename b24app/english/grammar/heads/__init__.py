"""Where an action, a prohibition or an item of a list begins; the verbs and objects of every kind of action."""
