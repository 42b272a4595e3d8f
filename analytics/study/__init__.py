"""What is compared: manifest, documents, codebook."""
