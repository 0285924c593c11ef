"""What a job runs on: devices, their memory, and the backends of Keras."""
