// Package store keeps one engagement in one file. It promises that a commit is
// whole or not there at all, that it is on disk when Commit returns, that
// nobody else writes the file meanwhile, and that damage is reported in words.
//
// # The file
//
// A bbolt file of 4 KiB pages with these buckets:
//
//	meta
//	├── schema        "demarc 2": the number of the schema; never sealed
//	├── sealing       in a sealed file: what its passphrase opens; never sealed
//	├── engagement    id of the engagement
//	├── created       moment of the first commit, RFC 3339
//	├── head          id of the last commit
//	├── unfinished    a passphrase was changed, and the backups are still to follow
//	├── forgetting    something was forgotten whose traces are still to be removed
//	└── state         digest of all records (history.Digest), 64 hex digits
//	records
//	└── KIND/KEY      the record as CBOR with numbered fields, RFC 8949 §4.2 order
//	                  KIND: e engagement, p party, a asset, r rule, c cell,
//	                        v evidence, d disposition, t action
//	commits
//	└── NUMBER+PIECE  the header as history.EncodeHeader writes it; NUMBER: 1, 2, …
//	                  as 8 bytes, PIECE: 0, 1, … as 4 bytes, both big-endian
//	index
//	└── ID            the commit's NUMBER; ID: 32 bytes, the header's SHA-256
//	bodies
//	└── NUMBER+PIECE  the commit's body (history.EncodeBody), zstd where it is not
//	                  small
//	packs
//	└── SHA256+PIECE  a catalogue pack, zstd; SHA256: of its content, 32 bytes
//	drafts
//	└── draft         text being typed, not yet committed, as JSON
//	files
//	└── FILE          what is kept of an evidence file, as JSON: hash, size, how
//	                  many pieces, whether it was committed; FILE: 16 random bytes
//	chunks
//	└── FILE+PIECE    its content, 65,408 bytes a piece
//
//	signatures
//	├── s/ID          the signature under a commit that names its signer
//	└── c/SHA256      a certificate that commits are signed with, DER
//
// Other long values are kept in pieces of 4,000 bytes.
//
// An evidence file is written ahead, 4 MiB a transaction, and lasts when a
// commit names its hash. What no commit names when the file is opened or closed
// is swept away.
//
// Keys are ids, numbers and hashes: no word of a client's is ever in one.
// Values are read and written in one place (values), where they are sealed and
// opened: XChaCha20-Poly1305 with a random nonce before each value, bound to
// engagement, schema, bucket and key.
//
// # Schemas
//
// A file of an older schema is brought up step by step when it is opened for
// writing. A file of a newer one is refused and left alone.
package store
