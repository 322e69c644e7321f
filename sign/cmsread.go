package sign

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"

	"demarc/words"
)

var (
	// errForeign marks signatures of another make: neither proved nor refuted.
	errForeign = words.Errorf("the signature is of a form that this program does not check")
	errDamaged = words.Errorf("the signature is damaged")
	errDigest  = words.Errorf("the signed bytes were changed after signing: their digest does not match")
	errForged  = words.Errorf("the signature does not verify with the certificate that it names")
)

const maxCertificates = 32

// cmsSignature is a parsed detached signature; nothing in it is proved before verify.
type cmsSignature struct {
	certificate *x509.Certificate
	chain       []*x509.Certificate // the others that came along, unproved
	attributes  []byte              // DER of a SET OF, as it is hashed
	digest      []byte
	signature   []byte
}

// readCMS parses DER. The error wraps errForeign or errDamaged.
func readCMS(der []byte) (*cmsSignature, error) {
	if bytes.HasPrefix(der, []byte{0x30, 0x80}) {
		return nil, words.Errorf("%w: its length is left open (BER)", errForeign)
	}
	var info contentInfo
	if rest, err := asn1.Unmarshal(der, &info); err != nil || len(rest) > 0 || !info.Type.Equal(oidSignedData) {
		return nil, errDamaged
	}
	data := info.Content
	if len(data.Signers) != 1 || len(data.Encapsulated.Content.FullBytes) > 0 {
		return nil, words.Errorf("%w: it has several signers or holds its content", errForeign)
	}
	signer := data.Signers[0]
	if !signer.DigestAlgorithm.Algorithm.Equal(oidSHA256) {
		return nil, words.Errorf("%w: its digest is not SHA-256", errForeign)
	}
	if alg := signer.SignatureAlgorithm.Algorithm; !alg.Equal(oidRSA) && !alg.Equal(oidECDSAWithSHA256) {
		return nil, words.Errorf("%w: its algorithm is %s", errForeign, alg)
	}
	if len(signer.Attributes.FullBytes) < 2 {
		return nil, words.Errorf("%w: it has no signed attributes", errForeign)
	}
	certificates, err := x509.ParseCertificates(data.Certificates.Bytes)
	if err != nil || len(certificates) > maxCertificates {
		return nil, words.Errorf("%w: its certificates cannot be read", errDamaged)
	}
	s := &cmsSignature{
		attributes: append([]byte{0x31}, signer.Attributes.FullBytes[1:]...),
		signature:  signer.Signature,
	}
	if err := s.readAttributes(certificates); err != nil {
		return nil, err
	}
	return s, nil
}

// readAttributes takes the digest, and the certificate that is named by its hash.
func (s *cmsSignature) readAttributes(certificates []*x509.Certificate) error {
	var attributes []attribute
	if _, err := asn1.UnmarshalWithParams(s.attributes, &attributes, "set"); err != nil {
		return words.Errorf("%w: its attributes cannot be read", errDamaged)
	}
	var contentType asn1.ObjectIdentifier
	var signers signingCertificates
	wanted := map[string]any{
		oidContentType.String():   &contentType,
		oidMessageDigest.String(): &s.digest,
		oidSigningCertV2.String(): &signers,
	}
	for _, a := range attributes {
		target, ok := wanted[a.Type.String()]
		if !ok {
			continue
		}
		delete(wanted, a.Type.String())
		if len(a.Values) != 1 {
			return words.Errorf("%w: an attribute has several values", errDamaged)
		}
		if rest, err := asn1.Unmarshal(a.Values[0].FullBytes, target); err != nil || len(rest) > 0 {
			return words.Errorf("%w: an attribute cannot be read", errDamaged)
		}
	}
	if len(wanted) > 0 || !contentType.Equal(oidData) || len(signers.Certificates) == 0 {
		return words.Errorf("%w: content type, digest or signing certificate is not among its signed attributes", errForeign)
	}
	named := signers.Certificates[0]
	if named.Algorithm.Algorithm != nil && !named.Algorithm.Algorithm.Equal(oidSHA256) {
		return words.Errorf("%w: it names its certificate by another digest than SHA-256", errForeign)
	}
	return s.chooseCertificate(named.Hash, certificates)
}

func (s *cmsSignature) chooseCertificate(hash []byte, certificates []*x509.Certificate) error {
	for _, certificate := range certificates {
		if err := checkKeyKind(certificate.PublicKey); err != nil {
			return words.Errorf("%w: a certificate in it has a key of another kind", errForeign)
		}
		if sum := sha256.Sum256(certificate.Raw); s.certificate == nil && bytes.Equal(sum[:], hash) {
			s.certificate = certificate
		} else {
			s.chain = append(s.chain, certificate)
		}
	}
	if s.certificate == nil {
		return words.Errorf("%w: the certificate that it names is not in it", errDamaged)
	}
	return nil
}

// verify proves that the certificate's key signed content with that digest.
func (s *cmsSignature) verify(digest [sha256.Size]byte) error {
	if !bytes.Equal(s.digest, digest[:]) {
		return errDigest
	}
	sum := sha256.Sum256(s.attributes)
	switch key := s.certificate.PublicKey.(type) {
	case *rsa.PublicKey:
		if rsa.VerifyPKCS1v15(key, crypto.SHA256, sum[:], s.signature) == nil {
			return nil
		}
	case *ecdsa.PublicKey:
		if ecdsa.VerifyASN1(key, sum[:], s.signature) {
			return nil
		}
	}
	return errForged
}

// canonical returns the one spelling of the same signature.
func (s *cmsSignature) canonical() ([]byte, error) {
	signature := s.signature
	if key, ok := s.certificate.PublicKey.(*ecdsa.PublicKey); ok {
		var err error
		if signature, err = lowerS(key, signature); err != nil {
			return nil, err
		}
	}
	return encodeCMS(s.certificate, s.chain, s.attributes, signature)
}
