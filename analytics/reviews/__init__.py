"""What people found when they read the passages themselves: verdicts kept for good, and put in place of the program's."""
