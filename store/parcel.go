package store

import (
	"bytes"
	"crypto/sha256"

	"demarc/history"
	"demarc/sign"
)

// Parcel is one commit as it travels from file to file: header and body as
// history writes them, and the signature where there is one.
type Parcel struct {
	Header    []byte               `json:"header"`
	Body      []byte               `json:"body"`
	Signature sign.CommitSignature `json:"signature,omitzero"`
}

// ID is the commit's.
func (p *Parcel) ID() history.ID { return history.HeaderID(p.Header) }

// Commit reads the commit and checks it against its digests.
func (p *Parcel) Commit() (history.Commit, error) {
	commit, err := history.Check(p.Header, p.Body)
	if err != nil {
		return history.Commit{}, damaged("commit %s: %s", p.ID().Short(), err)
	}
	return commit, nil
}

// Parcel wraps up a commit of the file.
func (f *File) Parcel(id history.ID) (p Parcel, err error) {
	err = f.view(func(v values) (err error) {
		p, err = v.parcel(id)
		return err
	})
	return p, err
}

func (v values) parcel(id history.ID) (Parcel, error) {
	at, err := v.get(indexBucket, id[:])
	if err != nil {
		return Parcel{}, err
	}
	if at == nil {
		return Parcel{}, noCommit(id)
	}
	at = bytes.Clone(at)
	header, err := v.getPieces(commitsBucket, at)
	if err != nil {
		return Parcel{}, err
	}
	p := Parcel{Header: header}
	if p.Body, err = v.body(at); err != nil {
		return Parcel{}, err
	}
	commit, err := p.Commit()
	if err != nil || commit.ID != id {
		return Parcel{}, damaged("commit %s is not what it was", id.Short())
	}
	p.Signature, _, err = v.signature(commit.Entry)
	return p, err
}

// putParcel keeps a commit that came from elsewhere under the next number.
func (v values) putParcel(at uint64, p *Parcel) (history.Commit, error) {
	commit, err := p.Commit()
	if err != nil {
		return history.Commit{}, err
	}
	sealed := history.Sealed{Commit: commit, HeaderBytes: p.Header, BodyBytes: p.Body}
	if err := v.putBytes(at, sealed); err != nil {
		return history.Commit{}, err
	}
	if commit.Header.Signer == "" {
		return commit, nil
	}
	if signer, holds := p.Signature.Check(commit.ID); !holds || signer.Fingerprint != fingerprintOf(commit.Header.Signer) {
		return history.Commit{}, damaged("commit %s does not have the signature that it names", commit.ID.Short())
	}
	return commit, v.putSignature(commit.ID, p.Signature)
}

// fingerprintOf is how people read the hash that names a signer.
func fingerprintOf(signer string) string {
	sum, err := history.ParseID(signer) // as long a hash
	if err != nil {
		return ""
	}
	return sign.FingerprintOf([sha256.Size]byte(sum))
}
