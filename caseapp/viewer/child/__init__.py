"""What runs in the viewer process: the only user of the libraries that decode pictures and PDFs for viewing.

Nothing here is imported by the app itself.
"""
