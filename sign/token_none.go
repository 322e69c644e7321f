//go:build !cgo || headless

package sign

// HasTokens says whether this build opens tokens.
const HasTokens = false

// OpenToken says that this build opens no tokens: their libraries are C.
func OpenToken(TokenAddress, string) (*Identity, error) { return nil, ErrNoTokens }
