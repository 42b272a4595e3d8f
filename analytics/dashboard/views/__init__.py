"""Pages of the dashboard, one question a file."""
