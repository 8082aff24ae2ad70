"""Pages before signing in: sign-in, help, registering with a code."""
