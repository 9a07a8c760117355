"""What starts the workflow: record, event, agent, watched field, stage and conditions, in any order."""
