"""How gunicorn serves production: processes and threads from the environment, JSON lines, no control socket."""

import os

from config.json_lines import to_stdout

bind = os.environ.get("BIND", "0.0.0.0:8000")
workers = int(os.environ.get("WEB_WORKERS", "3"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
worker_tmp_dir = "/dev/shm"
preload_app = True
timeout = 60
graceful_timeout = 25
max_requests = 5000
max_requests_jitter = 500
control_socket_disable = True
logconfig_dict = to_stdout()
