package sign

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"math/big"
	"strings"

	"github.com/digitorus/timestamp"

	"demarc/words"
)

// ErrNoStamp marks answers of a timestamp authority that are none; the text says why.
var ErrNoStamp = words.Errorf("the timestamp authority gave no timestamp that holds")

// Timestamp adds a document timestamp (RFC 3161, ETSI.RFC3161) over the whole of
// a signed PDF, as one incremental update; every signature allows that, one that
// closes the file too (ISO 32000-2, table 257). Ask sends the request to an
// authority and returns its answer; the network is the caller's affair. A file
// that is not signed and intact is refused with ErrCannotSign.
func Timestamp(pdf []byte, ask func(request []byte) (response []byte, err error)) ([]byte, error) {
	if err := checkIntact(pdf); err != nil {
		return nil, words.Errorf("%w: %w", ErrCannotSign, err)
	}
	document, err := readDocument(pdf)
	if err == nil {
		_, err = checkExtendable(document)
	}
	if err != nil {
		return nil, words.Errorf("%w: %w", ErrCannotSign, err)
	}
	update := newUpdate(document)
	start, err := update.addSignature(stampDictionary(), PDFSignature{})
	if err != nil {
		return nil, words.Errorf("%w: %w", ErrCannotSign, err)
	}
	stamped := update.finish()
	contents, err := setRange(stamped, start)
	if err != nil {
		return nil, err
	}
	token, err := askForStamp(rangeDigest(stamped, contents.pos, contents.end), ask)
	if err != nil {
		return nil, err
	}
	hex.Encode(stamped[contents.pos+1:], token)
	return stamped, nil
}

func stampDictionary() string {
	return fmt.Sprintf("<<\n/Type /DocTimeStamp\n/Filter /Adobe.PPKLite\n/SubFilter /%s\n/ByteRange [0 %[2]s %[2]s %[2]s]\n/Contents <%[3]s>\n>>",
		stampFilter, digitsPlaceholder, strings.Repeat("0", 2*contentsSize))
}

// askForStamp returns a token for that digest, checked as verification will.
func askForStamp(digest [32]byte, ask func([]byte) ([]byte, error)) (token []byte, err error) {
	defer func() { // the library meets foreign bytes
		if recover() != nil {
			token, err = nil, words.Errorf("%w: its answer is damaged", ErrNoStamp)
		}
	}()
	nonce, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 63))
	if err != nil {
		return nil, words.Errorf("no number could be drawn for the request: %w", err)
	}
	request, err := (&timestamp.Request{HashAlgorithm: crypto.SHA256, HashedMessage: digest[:], Certificates: true, Nonce: nonce}).Marshal()
	if err != nil {
		return nil, words.Errorf("the request for a timestamp cannot be written: %w", err)
	}
	response, err := ask(request)
	if err != nil {
		return nil, err
	}
	if err := checkGranted(response); err != nil {
		return nil, words.Errorf("%w: %w", ErrNoStamp, err)
	}
	answer, err := timestamp.ParseResponse(response)
	if err != nil { // in the words of the library, which are not the reader's
		return nil, words.Errorf("%w: its answer is damaged", ErrNoStamp)
	}
	if answer.Nonce == nil || answer.Nonce.Cmp(nonce) != 0 || !bytes.Equal(answer.HashedMessage, digest[:]) {
		return nil, words.Errorf("%w: it answers another request", ErrNoStamp)
	}
	stamp, err := readStamp(answer.RawToken)
	if err == nil {
		err = stamp.verify(digest)
	}
	switch {
	case err != nil:
		return nil, words.Errorf("%w: %w", ErrNoStamp, err)
	case len(answer.RawToken) > contentsSize:
		return nil, words.Errorf("%w: it takes %d bytes and %d are reserved", ErrNoStamp, len(answer.RawToken), contentsSize)
	}
	return answer.RawToken, nil
}
