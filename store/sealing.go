package store

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/text/unicode/norm"
)

// sealing is the one value of a sealed file that is not sealed itself, besides
// the schema: how a passphrase becomes a key, and what that key opens, the
// file's own random key and the engagement's id. Whatever a passphrase is
// changed to, the file's key may stay.
type sealing struct {
	KDF     string `json:"kdf"`
	Memory  uint32 `json:"memory_kib"`
	Passes  uint32 `json:"passes"`
	Lanes   uint8  `json:"lanes"`
	Salt    []byte `json:"salt"`
	Wrapped []byte `json:"wrapped"` // nonce, then sealed: 32 bytes of key, the engagement's id
	// Sum is the SHA-256 of the above: it tells a damaged header from a wrong
	// passphrase.
	Sum []byte `json:"sum"`
}

// cost is what it takes to try a passphrase.
type cost struct {
	memory uint32 // in KiB
	passes uint32
	lanes  uint8
}

// usual is the second choice of RFC 9106 §4: it takes about a tenth of a second.
var usual = cost{memory: 64 << 10, passes: 3, lanes: 4}

const (
	kdfName  = "argon2id"
	saltSize = 16
	// A header that asks for more was not written by Demarc, and would only keep
	// the machine busy.
	maxMemory = 1 << 20 // KiB
	maxPasses = 64
)

var errHeader = damaged("the part that its passphrase opens")

// wrap makes the header of a file with that key.
func wrap(passphrase string, key []byte, engagement string) (sealing, error) {
	h := sealing{KDF: kdfName, Memory: usual.memory, Passes: usual.passes, Lanes: usual.lanes, Salt: make([]byte, saltSize)}
	rand.Read(h.Salt) // never fails: crypto/rand
	derived := h.derive(passphrase)
	defer clear(derived)
	aead, err := chacha20poly1305.NewX(derived)
	if err != nil {
		return sealing{}, err
	}
	nonce := make([]byte, chacha20poly1305.NonceSizeX, chacha20poly1305.NonceSizeX+len(key)+len(engagement)+chacha20poly1305.Overhead)
	rand.Read(nonce)
	secret := append(append(make([]byte, 0, len(key)+len(engagement)), key...), engagement...)
	defer clear(secret)
	h.Wrapped = aead.Seal(nonce, nonce, secret, h.parameters())
	h.Sum = h.sum()
	return h, nil
}

// unwrap opens a header: ErrPassphrase where the passphrase is another one, and
// damage where the header is not what it was.
func (h sealing) unwrap(passphrase string) (key []byte, engagement string, err error) {
	derived := h.derive(passphrase)
	defer clear(derived)
	aead, err := chacha20poly1305.NewX(derived)
	if err != nil {
		return nil, "", err
	}
	nonce, rest := h.Wrapped[:chacha20poly1305.NonceSizeX], h.Wrapped[chacha20poly1305.NonceSizeX:]
	secret, err := aead.Open(nil, nonce, rest, h.parameters())
	if err != nil {
		return nil, "", ErrPassphrase
	}
	return secret[:chacha20poly1305.KeySize:chacha20poly1305.KeySize], string(secret[chacha20poly1305.KeySize:]), nil
}

// derive makes the key that wraps the file's. One passphrase may be typed in
// several ways that look alike: they count as one.
func (h sealing) derive(passphrase string) []byte {
	typed := norm.NFC.Bytes([]byte(passphrase))
	defer clear(typed)
	return argon2.IDKey(typed, h.Salt, h.Passes, h.Memory, h.Lanes, chacha20poly1305.KeySize)
}

// parameters is everything but what they protect.
func (h sealing) parameters() []byte {
	h.Wrapped, h.Sum = nil, nil
	return h.encode()
}

func (h sealing) sum() []byte {
	h.Sum = nil
	sum := sha256.Sum256(h.encode())
	return sum[:]
}

func (h sealing) encode() []byte {
	encoded, err := json.Marshal(h)
	if err != nil {
		panic(err) // numbers and bytes
	}
	return encoded
}

// readHandoffHeader reads that of a handoff, whose key follows from the
// engagement.
func readHandoffHeader(encoded []byte) (sealing, error) {
	var h sealing
	if json.Unmarshal(encoded, &h) != nil || h.KDF != "hkdf" || len(h.Salt) != saltSize {
		return sealing{}, errNotDemarc
	}
	return h, nil
}

// readSealing reads a header and refuses one that is not whole, or whose
// parameters nobody would have chosen.
func readSealing(encoded []byte) (sealing, error) {
	var h sealing
	if json.Unmarshal(encoded, &h) != nil || subtle.ConstantTimeCompare(h.Sum, h.sum()) != 1 {
		return sealing{}, errHeader
	}
	if h.KDF != kdfName || h.Memory == 0 || h.Memory > maxMemory || h.Passes == 0 || h.Passes > maxPasses || h.Lanes == 0 ||
		len(h.Wrapped) < overhead+chacha20poly1305.KeySize {
		return sealing{}, errHeader
	}
	return h, nil
}
