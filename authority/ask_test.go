package authority

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestAskSendsTheRequestAndReturnsTheAnswer(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/timestamp-query" || string(body) != "request" {
			t.Errorf("%s %s %q", r.Method, r.Header, body)
		}
		io.WriteString(w, "answer")
	}))
	defer server.Close()
	at, err := Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	if answer, err := Ask(t.Context(), at, []byte("request")); err != nil || string(answer) != "answer" {
		t.Errorf("%q, %v", answer, err)
	}
}

func TestAskSaysWhyThereIsNoAnswer(t *testing.T) {
	elsewhere := httptest.NewServer(http.NotFoundHandler())
	defer elsewhere.Close()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/long":
			w.Write(make([]byte, maxAnswer+1))
		case "/elsewhere":
			http.Redirect(w, r, elsewhere.URL, http.StatusTemporaryRedirect)
		default:
			http.Error(w, "no", http.StatusServiceUnavailable)
		}
	}))
	defer server.Close()
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	stopped, stop := context.WithCancel(t.Context())
	stop()
	for _, test := range []struct {
		name, address, says string
		ctx                 context.Context
	}{
		{"an error", server.URL, "answered with the status 503", t.Context()},
		{"too long", server.URL + "/long", "longer than any timestamp", t.Context()},
		{"to another host", server.URL + "/elsewhere", "it sends to another host", t.Context()},
		{"nobody there", gone.URL, "is there a network?", t.Context()},
		{"no such name", "http://authority.invalid", "is there a network?", t.Context()},
		{"stopped", server.URL, "it was stopped", stopped},
	} {
		t.Run(test.name, func(t *testing.T) {
			at, err := Parse(test.address)
			if err != nil {
				t.Fatal(err)
			}
			if answer, err := Ask(test.ctx, at, nil); err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("%d bytes, %v", len(answer), err)
			}
		})
	}
	for _, address := range []string{"", "example.org", "ftp://example.org", "file:///etc/passwd", "https://", "http://a b"} {
		if _, err := Parse(address); !errors.Is(err, ErrAddress) {
			t.Errorf("%q gives %v", address, err)
		}
	}
}
