"""Table in, Altair chart out; no Streamlit, no measuring."""
