//go:build cgo && !headless

package sign

import (
	"crypto"
	"crypto/x509"

	"github.com/ThalesGroup/crypto11"

	"demarc/words"
)

// HasTokens says whether this build opens tokens.
const HasTokens = true

// OpenToken opens an identity whose key stays on a token (PKCS#11), with the
// certificates above it that the token holds. A wrong PIN is tried once: tokens
// lock themselves. The token stays open until the program ends.
func OpenToken(a TokenAddress, pin string) (id *Identity, err error) {
	defer func() { // a library of somebody else's
		if recover() != nil {
			id, err = nil, words.Errorf("%w: its library failed", ErrToken)
		}
	}()
	token, err := crypto11.Configure(&crypto11.Config{Path: a.Module, TokenLabel: a.Token, TokenSerial: tokenSerial(a), Pin: pin, MaxSessions: 2})
	if err != nil {
		return nil, words.Errorf("%w: %s", ErrToken, err)
	}
	key, certificate, err := tokenKey(token, a)
	if err == nil {
		id, err = assemble(key, append([]*x509.Certificate{certificate}, tokenCertificates(a)...))
	}
	if err != nil {
		token.Close()
		return nil, err
	}
	return id, nil
}

// tokenSerial is empty where the token is known by its label: the library takes
// one of the two.
func tokenSerial(a TokenAddress) string {
	if a.Token != "" {
		return ""
	}
	return a.Serial
}

// tokenKey finds the key and its certificate: the ones that are named, or the
// only pair that there is.
func tokenKey(token *crypto11.Context, a TokenAddress) (crypto.Signer, *x509.Certificate, error) {
	if a.Object == "" && len(a.ID) == 0 {
		pairs, err := token.FindAllPairedCertificates()
		if err != nil {
			return nil, nil, words.Errorf("%w: %s", ErrToken, err)
		}
		if len(pairs) != 1 {
			return nil, nil, words.Errorf("%w: it has %d keys with a certificate; name one with object=LABEL", ErrToken, len(pairs))
		}
		key, ok := pairs[0].PrivateKey.(crypto.Signer)
		if !ok {
			return nil, nil, ErrKeyKind
		}
		return key, pairs[0].Leaf, nil
	}
	id, label := a.ID, []byte(a.Object)
	if a.Object == "" {
		label = nil
	}
	keys, err := token.FindKeyPairs(id, label)
	switch {
	case err != nil:
		return nil, nil, words.Errorf("%w: %s", ErrToken, err)
	case len(keys) == 0:
		return nil, nil, words.Errorf("%w: it has no key of that name that can sign", ErrToken)
	case len(keys) > 1:
		return nil, nil, words.Errorf("%w: it has %d keys of that name; name one with id=", ErrToken, len(keys))
	}
	certificate, err := token.FindCertificate(id, label, nil)
	if err != nil {
		return nil, nil, words.Errorf("%w: %s", ErrToken, err)
	}
	if certificate == nil {
		return nil, nil, words.Errorf("%w: it has no certificate of that name", ErrToken)
	}
	return keys[0], certificate, nil
}
