package sign

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"crypto/x509/pkix"
	"encoding/asn1"
	"hash"
	"math/big"
	"slices"
	"unicode/utf16"

	"demarc/words"
)

// Firefox, Thunderbird and all else that builds on NSS write PKCS#12 in BER,
// with lengths that are left open, which the decoder does not read. The check
// of the passphrase is of those very bytes, so that it is made here and again
// over what they become.

var errBER = words.Errorf("the encoding is damaged")

// pfx is the outermost structure of PKCS#12 (RFC 7292, 4).
type pfx struct {
	Version  int
	AuthSafe struct {
		Type    asn1.ObjectIdentifier
		Content asn1.RawValue `asn1:"tag:0,explicit"`
	}
	MacData struct {
		Mac struct {
			Algorithm pkix.AlgorithmIdentifier
			Digest    []byte
		}
		Salt       []byte
		Iterations int
	}
}

var digests = map[string]func() hash.Hash{
	"1.3.14.3.2.26": sha1.New, "2.16.840.1.101.3.4.2.1": sha256.New, "2.16.840.1.101.3.4.2.2": sha512.New384, "2.16.840.1.101.3.4.2.3": sha512.New,
}

// openLengths reports a file in BER: its first length is left open.
func openLengths(file []byte) bool { return len(file) > 1 && file[0] == 0x30 && file[1] == 0x80 }

// settled writes a PKCS#12 file in BER anew in DER, with its passphrase.
func settled(file []byte, passphrase string) ([]byte, error) {
	der, err := toDER(file)
	if err != nil {
		return nil, words.Errorf("%w: it is damaged, or something else", ErrNotPKCS12)
	}
	var p pfx
	var was []byte
	rest, err := asn1.Unmarshal(der, &p)
	if err == nil {
		_, err = asn1.Unmarshal(p.AuthSafe.Content.Bytes, &was)
	}
	if err != nil || len(rest) > 0 {
		return nil, words.Errorf("%w: it is damaged, or something else", ErrNotPKCS12)
	}
	mac := &p.MacData
	digest := digests[mac.Mac.Algorithm.Algorithm.String()]
	if digest == nil || mac.Iterations < 1 || mac.Iterations > maxIterations {
		return nil, words.Errorf("%w: its passphrase is checked in a way that is not known", ErrNotPKCS12)
	}
	key := macKey(digest, passphrase, mac.Salt, mac.Iterations)
	if subtle.ConstantTimeCompare(sumOf(digest, key, was), mac.Mac.Digest) != 1 {
		return nil, ErrWrongPassphrase
	}
	content, err := toDER(was)
	if err == nil {
		mac.Mac.Digest = sumOf(digest, key, content)
		p.AuthSafe.Content = asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: element(asn1.TagOctetString, content)}
		der, err = asn1.Marshal(p)
	}
	if err != nil {
		return nil, words.Errorf("%w: it is damaged, or something else", ErrNotPKCS12)
	}
	return der, checkFile(der) // which saw nothing in what it is made of
}

func sumOf(digest func() hash.Hash, key, content []byte) []byte {
	mac := hmac.New(digest, key)
	mac.Write(content)
	return mac.Sum(nil)
}

// macKey derives the key of the check (RFC 7292, B.2, with the id 3): one block,
// for it is as long as a digest.
func macKey(digest func() hash.Hash, passphrase string, salt []byte, rounds int) []byte {
	block := digest().BlockSize()
	var password []byte
	for _, unit := range append(utf16.Encode([]rune(passphrase)), 0) {
		password = append(password, byte(unit>>8), byte(unit))
	}
	h := digest()
	h.Write(slices.Repeat([]byte{3}, block))
	h.Write(filled(salt, block))
	h.Write(filled(password, block))
	key := h.Sum(nil)
	for range rounds - 1 {
		h.Reset()
		h.Write(key)
		key = h.Sum(key[:0])
	}
	return key
}

// filled repeats bytes until they fill whole blocks.
func filled(data []byte, block int) []byte {
	if len(data) == 0 {
		return nil
	}
	length := (len(data) + block - 1) / block * block
	return slices.Repeat(data, length/len(data)+1)[:length]
}

// toDER closes the lengths of one BER value, and makes of texts in pieces whole
// ones. Values whose length is stated are taken as they are, and as deep.
func toDER(ber []byte) ([]byte, error) {
	der, rest, err := closed(ber, 0, false)
	if err == nil && len(rest) > 0 {
		err = errBER
	}
	return der, err
}

const octetPieces = 0x24 // an octet string in pieces

// closed reads one value. Pieces says that it is an octet string in pieces, under
// a tag of its own.
func closed(ber []byte, depth int, pieces bool) (der, rest []byte, err error) {
	if len(ber) < 2 || depth > 16 || ber[0]&0x1f == 0x1f {
		return nil, nil, errBER
	}
	tag := ber[0]
	content, rest, open, err := contentOf(ber)
	if err != nil || open && tag&0x20 == 0 {
		return nil, nil, errBER
	}
	if tag&0x20 == 0 {
		return element(int(tag), content), rest, nil
	}
	pieces = pieces || tag == octetPieces
	var inner []byte
	var before []byte // the tags of the values before, which tell what one is
	for len(content) > 0 {
		if open && len(content) >= 2 && content[0] == 0 && content[1] == 0 {
			break
		}
		// In EncryptedContentInfo (RFC 5652, 6.1) a [0] stands for an octet string.
		implicit := content[0] == 0xa0 && slices.Equal(before, []byte{asn1.TagOID, 0x30})
		before = append(before, content[0])
		var value []byte
		if value, content, err = closed(content, depth+1, implicit); err != nil {
			return nil, nil, err
		}
		if pieces {
			if value[0] != asn1.TagOctetString {
				return nil, nil, errBER
			}
			value, _, _, err = contentOf(value)
		}
		inner = append(inner, value...)
	}
	if open {
		if len(content) < 2 {
			return nil, nil, errBER
		}
		rest = content[2:]
	}
	if pieces {
		tag &^= 0x20
	}
	return element(int(tag), inner), rest, err
}

// contentOf cuts a value open. Where its length is left open, its content goes
// on to the end of all that is there.
func contentOf(ber []byte) (content, rest []byte, open bool, err error) {
	length, at := int(ber[1]), 2
	if length == 0x80 {
		return ber[at:], nil, true, nil
	}
	if length > 0x80 {
		n := length & 0x7f
		if n > 4 || len(ber) < at+n {
			return nil, nil, false, errBER
		}
		length, at = int(new(big.Int).SetBytes(ber[at:at+n]).Int64()), at+n
	}
	if length > len(ber)-at {
		return nil, nil, false, errBER
	}
	return ber[at : at+length], ber[at+length:], false, nil
}

// element writes a value with its length.
func element(tag int, content []byte) []byte {
	der := []byte{byte(tag)}
	switch n := len(content); {
	case n < 0x80:
		der = append(der, byte(n))
	default:
		length := big.NewInt(int64(n)).Bytes()
		der = append(append(der, 0x80|byte(len(length))), length...)
	}
	return append(der, content...)
}
