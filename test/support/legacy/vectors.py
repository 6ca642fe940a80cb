"""Key schedules and MACs of SSL 3.0 and TLS 1.0, computed a second time.

Written from RFC 6101 and RFC 2246 with hashlib and hmac alone, for vectors that the
engine is held against. Prints JSON; `test/fixtures/tls-legacy/vectors.json` is its output.
"""

import hashlib
import hmac
import json

md5 = hashlib.md5
sha = hashlib.sha1

# Name: MAC, key bytes, IV bytes.
SUITES = {
    "TLS_RSA_WITH_NULL_MD5": (md5, 0, 0),
    "TLS_RSA_WITH_NULL_SHA": (sha, 0, 0),
    "TLS_RSA_WITH_RC4_128_MD5": (md5, 16, 0),
    "TLS_RSA_WITH_RC4_128_SHA": (sha, 16, 0),
    "TLS_RSA_WITH_3DES_EDE_CBC_SHA": (sha, 24, 8),
    "TLS_DHE_DSS_WITH_3DES_EDE_CBC_SHA": (sha, 24, 8),
    "TLS_RSA_WITH_AES_128_CBC_SHA": (sha, 16, 16),
    "TLS_RSA_WITH_AES_256_CBC_SHA": (sha, 32, 16),
}


def filler(name, length):
    """Bytes that look random and are the same each time."""
    out = b""
    while len(out) < length:
        out += hashlib.sha256(name.encode() + (len(out) // 32).to_bytes(4, "big")).digest()
    return out[:length]


def ssl3_expand(secret, seed, length):
    out = b""
    letter = 1
    while len(out) < length:
        label = bytes([ord("A") + letter - 1]) * letter
        out += md5(secret + sha(label + secret + seed).digest()).digest()
        letter += 1
    return out[:length]


def p_hash(hash_name, secret, seed, length):
    out = b""
    a = seed
    while len(out) < length:
        a = hmac.new(secret, a, hash_name).digest()
        out += hmac.new(secret, a + seed, hash_name).digest()
    return out[:length]


def tls1_prf(secret, label, seed, length):
    half = (len(secret) + 1) // 2
    one = p_hash("md5", secret[:half], label + seed, length)
    two = p_hash("sha1", secret[len(secret) - half :], label + seed, length)
    return bytes(x ^ y for x, y in zip(one, two))


def pads(hash_name):
    count = 48 if hash_name is md5 else 40
    return b"\x36" * count, b"\x5c" * count


def ssl3_handshake_hash(hash_name, messages, sender, master):
    one, two = pads(hash_name)
    inner = hash_name(messages + sender + master + one).digest()
    return hash_name(master + two + inner).digest()


def ssl3_mac(hash_name, secret, sequence, kind, content):
    one, two = pads(hash_name)
    header = sequence.to_bytes(8, "big") + bytes([kind]) + len(content).to_bytes(2, "big")
    return hash_name(secret + two + hash_name(secret + one + header + content).digest()).digest()


def tls1_mac(hash_name, secret, sequence, kind, content):
    header = sequence.to_bytes(8, "big") + bytes([kind, 3, 1]) + len(content).to_bytes(2, "big")
    return hmac.new(secret, header + content, hash_name().name).digest()


def key_schedule(version, suite, premaster):
    mac, key_bytes, iv_bytes = SUITES[suite]
    client, server = filler("client", 32), filler("server", 32)
    length = 2 * (mac().digest_size + key_bytes + iv_bytes)
    if version == "SSLv3":
        master = ssl3_expand(premaster, client + server, 48)
        block = ssl3_expand(master, server + client, length)
    else:
        master = tls1_prf(premaster, b"master secret", client + server, 48)
        block = tls1_prf(master, b"key expansion", server + client, length)
    sizes = [mac().digest_size] * 2 + [key_bytes] * 2 + [iv_bytes] * 2
    parts = []
    for size in sizes:
        parts.append(block[:size].hex())
        block = block[size:]
    return {
        "version": version,
        "suite": suite,
        "premaster": premaster.hex(),
        "client": client.hex(),
        "server": server.hex(),
        "master": master.hex(),
        "parts": parts,
    }


def finished(version, messages):
    master = filler("master", 48)
    plain = md5(messages).digest() + sha(messages).digest()
    vector = {"version": version, "messages": messages.hex(), "master": master.hex()}
    if version == "SSLv3":
        for name, sender in (("client", b"CLNT"), ("server", b"SRVR"), ("toSign", b"")):
            vector[name] = b"".join(
                ssl3_handshake_hash(one, messages, sender, master) for one in (md5, sha)
            ).hex()
    else:
        vector["client"] = tls1_prf(master, b"client finished", plain, 12).hex()
        vector["server"] = tls1_prf(master, b"server finished", plain, 12).hex()
        vector["toSign"] = plain.hex()
    return vector


def record_mac(version, hash_name, sequence, length):
    secret = filler("mac", hash_name().digest_size)
    content = filler("content", length)
    compute = ssl3_mac if version == "SSLv3" else tls1_mac
    return {
        "version": version,
        "hash": hash_name().name,
        "secret": secret.hex(),
        "sequence": sequence,
        "type": 23,
        "length": length,
        "content": hashlib.sha256(content).hexdigest(),
        "mac": compute(hash_name, secret, sequence, 23, content).hex(),
    }


VERSIONS = ("SSLv3", "TLSv1")
# 48 bytes for RSA; Diffie-Hellman secrets have any length, odd ones share a byte.
PREMASTERS = (filler("premaster", 48), filler("shared", 127))

print(
    json.dumps(
        {
            "keySchedules": [
                key_schedule(version, suite, premaster)
                for version in VERSIONS
                for suite in SUITES
                if version == "TLSv1" or "AES" not in suite
                for premaster in PREMASTERS
            ],
            "finished": [
                finished(version, filler("messages", length))
                for version in VERSIONS
                for length in (0, 1, 63, 64, 500)
            ],
            "macs": [
                record_mac(version, hash_name, sequence, length)
                for version in VERSIONS
                for hash_name in (md5, sha)
                for sequence in (0, 1, 2**32 - 1, 2**32, 2**40 + 5)
                for length in (0, 1, 55, 56, 64, 16384)
            ],
        },
        indent=1,
    )
)
