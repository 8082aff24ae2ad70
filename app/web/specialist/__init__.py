"""Cases: psychologist, lead, pedagogue, deputy, head, and teachers for requests to them."""
