"""What zwaudit remembers: visits, snapshots, evidence, findings and their events."""
