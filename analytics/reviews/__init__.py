"""What people found when they read the passages themselves: verdicts kept for good, and put in place of the program's."""

from analytics.reviews.application import apply_reviews
from analytics.reviews.importing import ImportedReviews, import_reviews, review_rows
from analytics.reviews.records import Review, review_cell, study_key
from analytics.reviews.store import ReviewStore

__all__ = ["ImportedReviews", "Review", "ReviewStore", "apply_reviews", "import_reviews", "review_cell", "review_rows", "study_key"]
