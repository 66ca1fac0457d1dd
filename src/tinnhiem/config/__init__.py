"""Settings, addresses and the server entry: the only place where everything meets."""
