package store

import (
	"bytes"
	"crypto/sha256"
	"slices"

	"demarc/history"
	"demarc/sign"
)

// signed checks a commit's signature, where its header names who signs it.
func (c *verifier) signed(at uint64, entry history.Entry) error {
	if entry.Header.Signer == "" {
		c.stated(entry.Header.Author)
		return nil
	}
	c.signers[entry.ID] = true
	signature, found, err := c.v.signature(entry)
	if err != nil {
		return err
	}
	signer, holds := signature.Check(entry.ID)
	switch {
	case !found:
		c.problem("commit %d (%s) was signed, and its signature is missing", at, entry.ID.Short())
	case !holds:
		c.problem("commit %d (%s): its signature is not one under this commit", at, entry.ID.Short())
	default:
		c.signedBy(signer)
	}
	return nil
}

func (c *verifier) signedBy(signer sign.Signer) {
	for i := range c.found.Signed {
		if c.found.Signed[i].Fingerprint == signer.Fingerprint {
			c.found.Signed[i].Commits++
			return
		}
	}
	c.found.Signed = append(c.found.Signed, Signed{signer, 1})
}

func (c *verifier) stated(author string) {
	for i := range c.found.Stated {
		if c.found.Stated[i].Author == author {
			c.found.Stated[i].Commits++
			return
		}
	}
	c.found.Stated = append(c.found.Stated, Stated{author, 1})
}

// signatures finds signatures of commits that are not there, and certificates
// that are not what they were or that nobody signed with.
func (c *verifier) signatures() error {
	return c.v.each(signedBucket, nil, func(key, value []byte) error {
		switch id, isSignature := bytes.CutPrefix(key, []byte(signaturePrefix)); {
		case isSignature && len(id) == len(history.ID{}):
			if _, known := c.known[history.ID(id)]; !known {
				c.problem("there is a signature of a commit %.6x, and no such commit", id)
			} else if !c.signers[history.ID(id)] {
				c.problem("commit %s has a signature and names nobody who signed it", history.ID(id).Short())
			}
		case isSignature || !c.isCertificate(key, value):
			c.problem("among the signatures lies something that is none")
		}
		return c.ctx.Err()
	})
}

func (c *verifier) isCertificate(key, value []byte) bool {
	sum := sha256.Sum256(value)
	fingerprints := slices.ContainsFunc(c.found.Signed, func(s Signed) bool { return s.Fingerprint == sign.FingerprintOf(sum) })
	return bytes.Equal(key, certificateKey(sum)) && fingerprints
}
