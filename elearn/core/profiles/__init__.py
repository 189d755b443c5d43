"""What a person can do against what their position requires: evidence, gap, job person match, and an estimate of IP-ASN."""
