package discover

import (
	"bytes"
	"strings"

	"demarc/assess"
)

// hosts finds the indicator of a host name. A pattern x.y or *.x.y means that
// name and every name below it; *. within a pattern stands for one label or
// more. Names are compared label by label, so that notx.y is no x.y; a pattern of
// one label means that name alone.
type hosts struct {
	names map[string]*assess.Indicator
	// inner are patterns with a wildcard within, by the last two labels of what
	// stands behind it.
	inner map[string][]innerHost
	// tails are the last two labels of every pattern: most names end otherwise,
	// and are done with one look.
	tails map[string]struct{}
}

// innerHost is a pattern such as bedrock-runtime.*.amazonaws.com.
type innerHost struct {
	before, after string // with the dots
	indicator     *assess.Indicator
}

func newHosts(indicators []assess.Indicator) *hosts {
	h := &hosts{names: map[string]*assess.Indicator{}, inner: map[string][]innerHost{}, tails: map[string]struct{}{}}
	for i := range indicators {
		if indicators[i].Kind == assess.IndicatorDomain {
			h.add(&indicators[i])
		}
	}
	return h
}

func (h *hosts) add(indicator *assess.Indicator) {
	pattern := strings.TrimPrefix(indicator.Pattern, "*.")
	before, after, within := strings.Cut(pattern, "*")
	tail := string(lastLabels([]byte(pattern)))
	h.tails[tail] = struct{}{}
	if within {
		h.inner[tail] = append(h.inner[tail], innerHost{before, after, indicator})
		return
	}
	// Of a name that is listed twice the stronger indicator counts.
	if known := h.names[pattern]; known == nil || known.Weak {
		h.names[pattern] = indicator
	}
}

// maxHost is the longest name that DNS knows, with its dots.
const maxHost = 254

// find returns the indicator of the most specific pattern for a name, or nil. A
// dot at the end and the case of letters make no difference.
func (h *hosts) find(host []byte) *assess.Indicator {
	host = bytes.TrimSuffix(host, []byte("."))
	if len(host) == 0 || len(host) > maxHost {
		return nil
	}
	var lowered [maxHost]byte
	host = lowerInto(&lowered, host)
	tail := lastLabels(host)
	if _, listed := h.tails[string(tail)]; !listed {
		return nil
	}
	for name := host; ; {
		if found := h.names[string(name)]; found != nil {
			return found
		}
		if found := h.findInner(name, tail); found != nil {
			return found
		}
		dot := bytes.IndexByte(name, '.')
		if dot < 0 || len(name) <= len(tail) {
			return nil
		}
		name = name[dot+1:]
	}
}

func (h *hosts) findInner(name, tail []byte) *assess.Indicator {
	for _, p := range h.inner[string(tail)] {
		// One label stands between at least.
		if len(name) > len(p.before)+len(p.after) && string(name[:len(p.before)]) == p.before && string(name[len(name)-len(p.after):]) == p.after {
			return p.indicator
		}
	}
	return nil
}

// lastLabels are the last two labels of a name, or the one that it has.
func lastLabels(name []byte) []byte {
	last := bytes.LastIndexByte(name, '.')
	if last < 0 {
		return name
	}
	return name[bytes.LastIndexByte(name[:last], '.')+1:]
}

// lowerInto returns the name with small letters, itself where it has no others.
func lowerInto(into *[maxHost]byte, name []byte) []byte {
	for i, c := range name {
		if c >= 'A' && c <= 'Z' {
			copy(into[:], name[:i])
			for j := i; j < len(name); j++ {
				c := name[j]
				if c >= 'A' && c <= 'Z' {
					c += 'a' - 'A'
				}
				into[j] = c
			}
			return into[:len(name)]
		}
	}
	return name
}
