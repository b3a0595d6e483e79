"""Education during illness: told, asked, decided, begun, taught, reported, made longer, stopped."""
