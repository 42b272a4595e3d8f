"""Making a study in the dashboard: a draft in the visitor's own session, and one file for each step."""
