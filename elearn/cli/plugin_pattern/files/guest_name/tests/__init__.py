"""The plugin's own tests; elearn brings the fixtures `house`, `work`, `client`, `sign_in` on both databases."""
