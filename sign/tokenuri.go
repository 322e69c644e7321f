package sign

import (
	"encoding/hex"
	"net/url"
	"strings"

	"demarc/words"
)

// Why a token's address or the token itself gives no identity. Each comes
// wrapped in a sentence that says more.
var (
	ErrTokenAddress = words.Errorf("this is not the address of a key on a token, such as %s", tokenExample)
	ErrNoTokens     = words.Errorf("tokens need the build of Demarc with the window; this one opens identity files only")
	ErrToken        = words.Errorf("the token cannot be used")
)

const (
	tokenScheme  = "pkcs11:"
	tokenExample = "pkcs11:token=NAME;object=LABEL?module-path=/path/to/library.so"
)

// TokenAddress says where a key is: on which token, behind which library
// (RFC 7512). Object and ID may be empty where the token has one key alone.
type TokenAddress struct {
	Module, Token, Serial, Object string
	ID                            []byte
}

// IsTokenAddress tells a token's address from a file's name.
func IsTokenAddress(text string) bool { return strings.HasPrefix(text, tokenScheme) }

// ParseTokenAddress reads a pkcs11: address. A PIN is no part of it, since
// addresses are seen by others. The error wraps ErrTokenAddress.
func ParseTokenAddress(text string) (TokenAddress, error) {
	var a TokenAddress
	rest, ok := strings.CutPrefix(text, tokenScheme)
	if !ok {
		return a, ErrTokenAddress
	}
	path, query, _ := strings.Cut(rest, "?")
	parts := append(strings.Split(path, ";"), strings.Split(query, "&")...)
	seen := map[string]bool{}
	for _, part := range parts {
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		value, err := url.PathUnescape(value)
		if err != nil || seen[name] {
			return TokenAddress{}, words.Errorf("%w: %q cannot be read, or stands twice", ErrTokenAddress, name)
		}
		seen[name] = true
		if err := a.set(name, value); err != nil {
			return TokenAddress{}, err
		}
	}
	if a.Module == "" {
		return TokenAddress{}, words.Errorf("%w: it names no library, as module-path does", ErrTokenAddress)
	}
	if a.Token == "" && a.Serial == "" {
		return TokenAddress{}, words.Errorf("%w: it names no token", ErrTokenAddress)
	}
	return a, nil
}

func (a *TokenAddress) set(name, value string) error {
	switch name {
	case "module-path":
		a.Module = value
	case "token":
		a.Token = value
	case "serial":
		a.Serial = value
	case "object":
		a.Object = value
	case "id":
		a.ID = []byte(value)
	case "type": // the key and its certificate are both looked for
	case "pin-value", "pin-source":
		return words.Errorf("%w: a PIN is asked for, or read from the file that --identity-passphrase-file names", ErrTokenAddress)
	default:
		return words.Errorf("%w: %.40q is not known here", ErrTokenAddress, name)
	}
	return nil
}

// Name is what people call the token and its key.
func (a TokenAddress) Name() string {
	name := a.Token
	if name == "" {
		name = a.Serial
	}
	switch {
	case a.Object != "":
		name += "/" + a.Object
	case len(a.ID) > 0:
		name += "/" + hex.EncodeToString(a.ID)
	}
	return name
}
