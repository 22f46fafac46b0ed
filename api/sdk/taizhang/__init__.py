"""What programs import to use the service: see `taizhang.client`."""
