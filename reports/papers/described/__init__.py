"""What the packaged Word templates consist of: one module a template, with NAME and DESCRIPTION."""
