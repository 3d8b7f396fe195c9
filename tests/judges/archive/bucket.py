"""A storage that speaks S3, and what other programs make of an archive in it.

    bucket.py serve BUCKET         starts one on loopback, says its address, and
                                   ends with its standard input
    bucket.py take BUCKET PREFIX FOLDER
                                   copies what lies below PREFIX into FOLDER
    bucket.py judge FOLDER OBJECTS shows it to ocfl-py

The storage is moto's, which keeps everything in memory. `take` speaks to it
with boto3, so that nothing of pressdoc is in between.
"""

import os
import sys


def serve(bucket):
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    client(f"http://{host}:{port}").create_bucket(Bucket=bucket)
    print(f"http://{host}:{port}", flush=True)
    sys.stdin.read()
    server.stop()


def client(address=None):
    import boto3

    return boto3.client("s3", endpoint_url=address or os.environ["AWS_ENDPOINT_URL"], region_name="us-east-1")


def take(bucket, prefix, folder):
    storage = client()
    pages = storage.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix + "/")
    for item in (item for page in pages for item in page.get("Contents", [])):
        path = os.path.join(folder, item["Key"][len(prefix) + 1:])
        os.makedirs(os.path.dirname(path), exist_ok=True)
        storage.download_file(bucket, item["Key"], path)


def judge(folder, objects):
    from judge import judge_archive

    faults = judge_archive(folder, int(objects))
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    {"serve": serve, "take": take, "judge": judge}[sys.argv[1]](*sys.argv[2:])
