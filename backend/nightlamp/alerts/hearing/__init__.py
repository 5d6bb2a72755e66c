"""How each person wants to be told of alerts: by which channel, after how long, and when rather not."""
