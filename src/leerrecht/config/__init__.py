"""Settings, addresses and processes: how the rooms are put together and started."""
