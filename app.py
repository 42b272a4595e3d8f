"""Entry of the dashboard for ``streamlit run app.py``."""

from analytics.dashboard.main import main

main()
