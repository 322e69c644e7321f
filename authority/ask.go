// Package authority asks a timestamp authority (RFC 3161) over the network. It is
// the one room that opens a connection, and the command line's alone: nothing
// that a window does reaches it.
package authority

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"demarc/words"
)

// What an authority may take and send. An answer of some kilobytes is usual.
const (
	patience  = 30 * time.Second
	maxAnswer = 1 << 20
)

// ErrAddress marks addresses that are none of an authority.
var ErrAddress = words.Errorf("this is not the address of a timestamp authority, which begins with https:// or http://")

// Parse reads an authority's address. The error wraps ErrAddress.
func Parse(address string) (*url.URL, error) {
	at, err := url.Parse(address)
	if err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https" {
		return nil, words.Errorf("%q: %w", address, ErrAddress)
	}
	return at, nil
}

// Ask sends a request in the way of RFC 3161, section 3.4, and returns the answer
// as it came. Nothing else is sent, and no redirection to another host followed.
func Ask(ctx context.Context, at *url.URL, request []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	asked, err := http.NewRequestWithContext(ctx, http.MethodPost, at.String(), bytes.NewReader(request))
	if err != nil {
		return nil, words.Errorf("the timestamp authority %s cannot be asked: %s", at.Host, reason(err))
	}
	asked.Header.Set("Content-Type", "application/timestamp-query")
	asked.Header.Set("Accept", "application/timestamp-reply")
	asked.Header.Set("User-Agent", "demarc")
	client := http.Client{CheckRedirect: sameHost}
	answer, err := client.Do(asked)
	if err != nil {
		return nil, words.Errorf("the timestamp authority %s cannot be reached: %s", at.Host, reason(err))
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, words.Errorf("the timestamp authority %s answered with the status %d", at.Host, answer.StatusCode)
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer+1))
	switch {
	case err != nil:
		return nil, words.Errorf("the answer of the timestamp authority %s broke off: %s", at.Host, reason(err))
	case len(body) > maxAnswer:
		return nil, words.Errorf("the answer of the timestamp authority %s is longer than any timestamp", at.Host)
	}
	return body, nil
}

func sameHost(next *http.Request, via []*http.Request) error {
	if len(via) > 5 || next.URL.Host != via[0].URL.Host {
		return words.Errorf("it sends to another host, %s", next.URL.Host)
	}
	return nil
}

// reason says why a connection failed, without the layers of the library.
func reason(err error) words.Said {
	var outer *url.Error
	if errors.As(err, &outer) {
		err = outer.Err
	}
	var unknown *net.DNSError
	var inner *net.OpError
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return words.Say("it took too long")
	case errors.Is(err, context.Canceled):
		return words.Say("it was stopped")
	case errors.As(err, &unknown):
		return words.Say("its name is not known here; is there a network?")
	case errors.As(err, &inner):
		return words.Say("there is no connection to it; is there a network?")
	}
	return words.Say("%s", err)
}
