"""A robot's call on its way: inbox, bell, worker, answer. The database is the record, RQ is the bell."""
