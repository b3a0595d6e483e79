"""The programming interface: tokens, addresses under /api/v1/ and webhooks."""
