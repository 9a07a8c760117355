"""What people can say and the app can do, as pure data: it imports nothing of ours."""
