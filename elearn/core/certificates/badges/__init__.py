"""Open Badges 3.0: the certificate as a credential that machines check, made and read without a network."""
