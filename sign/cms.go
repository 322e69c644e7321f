package sign

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"slices"

	"demarc/words"
)

var (
	oidData              = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidSignedData        = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidContentType       = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidMessageDigest     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidSigningCertV2     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
	oidSHA256            = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidRSA               = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	oidECDSAWithSHA256   = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}
	algorithmSHA256      = pkix.AlgorithmIdentifier{Algorithm: oidSHA256}
	algorithmRSA         = pkix.AlgorithmIdentifier{Algorithm: oidRSA, Parameters: asn1.NullRawValue}
	algorithmECDSASHA256 = pkix.AlgorithmIdentifier{Algorithm: oidECDSAWithSHA256}
)

// The structures of RFC 5652, as far as a detached signature needs them.
type (
	contentInfo struct {
		Type    asn1.ObjectIdentifier
		Content signedData `asn1:"explicit,tag:0"`
	}
	signedData struct {
		Version          int
		DigestAlgorithms []pkix.AlgorithmIdentifier `asn1:"set"`
		Encapsulated     encapsulated
		Certificates     asn1.RawValue `asn1:"optional,tag:0"`
		CRLs             asn1.RawValue `asn1:"optional,tag:1"`
		Signers          []signerInfo  `asn1:"set"`
	}
	encapsulated struct {
		Type    asn1.ObjectIdentifier
		Content asn1.RawValue `asn1:"optional,explicit,tag:0"`
	}
	signerInfo struct {
		Version            int
		Issuer             issuerSerial
		DigestAlgorithm    pkix.AlgorithmIdentifier
		Attributes         asn1.RawValue `asn1:"optional,tag:0"`
		SignatureAlgorithm pkix.AlgorithmIdentifier
		Signature          []byte
		Unsigned           asn1.RawValue `asn1:"optional,tag:1"`
	}
	issuerSerial struct {
		Issuer asn1.RawValue
		Serial *big.Int
	}
	attribute struct {
		Type   asn1.ObjectIdentifier
		Values []asn1.RawValue `asn1:"set"`
	}
)

// The structures of RFC 5035, section 3: which certificate signs.
type (
	signingCertificates struct {
		Certificates []certificateID
	}
	certificateID struct {
		Algorithm pkix.AlgorithmIdentifier `asn1:"optional"` // absent means SHA-256
		Hash      []byte
		Issuer    generalSerial `asn1:"optional"`
	}
	generalSerial struct {
		Issuer []asn1.RawValue
		Serial *big.Int
	}
)

// signCMS makes the detached CAdES signature over content with that SHA-256.
func signCMS(id *Identity, digest [sha256.Size]byte) ([]byte, error) {
	attributes, err := signedAttributes(id.Certificate, digest)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(attributes)
	signature, err := id.Key.Sign(rand.Reader, sum[:], crypto.SHA256)
	if err != nil {
		return nil, words.Errorf("the private key did not sign: %w", err)
	}
	if key, ok := id.Certificate.PublicKey.(*ecdsa.PublicKey); ok {
		if signature, err = lowerS(key, signature); err != nil {
			return nil, err
		}
	}
	return encodeCMS(id.Certificate, id.Chain, attributes, signature)
}

// signedAttributes are the DER of a SET OF, as it is hashed. The time of signing
// is absent: PAdES keeps it in the signature dictionary (ETSI EN 319 142-1, 6.3).
func signedAttributes(certificate *x509.Certificate, digest [sha256.Size]byte) ([]byte, error) {
	hash := sha256.Sum256(certificate.Raw)
	name := asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 4, IsCompound: true, Bytes: certificate.RawIssuer}
	signer := signingCertificates{[]certificateID{{
		Hash:   hash[:],
		Issuer: generalSerial{[]asn1.RawValue{name}, certificate.SerialNumber},
	}}}
	var encoded [][]byte
	for _, a := range []struct {
		oid   asn1.ObjectIdentifier
		value any
	}{{oidContentType, oidData}, {oidMessageDigest, digest[:]}, {oidSigningCertV2, signer}} {
		value, err := asn1.Marshal(a.value)
		if err != nil {
			return nil, err
		}
		der, err := asn1.Marshal(attribute{a.oid, []asn1.RawValue{{FullBytes: value}}})
		if err != nil {
			return nil, err
		}
		encoded = append(encoded, der)
	}
	return wrapSet(asn1.ClassUniversal, asn1.TagSet, encoded)
}

// wrapSet joins encoded elements in the order that DER asks of a SET OF.
func wrapSet(class, tag int, elements [][]byte) ([]byte, error) {
	slices.SortFunc(elements, bytes.Compare)
	return asn1.Marshal(asn1.RawValue{Class: class, Tag: tag, IsCompound: true, Bytes: bytes.Join(elements, nil)})
}

// certificateSet is the [0] IMPLICIT SET OF certificates of a SignedData.
func certificateSet(certificate *x509.Certificate, chain []*x509.Certificate) ([]byte, error) {
	elements := [][]byte{certificate.Raw}
	for _, c := range chain {
		elements = append(elements, c.Raw)
	}
	return wrapSet(asn1.ClassContextSpecific, 0, elements)
}

// certificatesDigest ties the chain to the signed range of the file: the signed
// attributes name the signer's certificate only.
func certificatesDigest(certificate *x509.Certificate, chain []*x509.Certificate) ([]byte, error) {
	set, err := certificateSet(certificate, chain)
	sum := sha256.Sum256(set)
	return sum[:], err
}

// encodeCMS has one result for given parts; verification rebuilds with it.
func encodeCMS(certificate *x509.Certificate, chain []*x509.Certificate, attributes, signature []byte) ([]byte, error) {
	certificates, err := certificateSet(certificate, chain)
	if err != nil {
		return nil, err
	}
	implicit := append([]byte{0xA0}, attributes[1:]...) // SET OF becomes [0] IMPLICIT
	algorithm := algorithmRSA
	if _, ok := certificate.PublicKey.(*ecdsa.PublicKey); ok {
		algorithm = algorithmECDSASHA256
	}
	return asn1.Marshal(contentInfo{oidSignedData, signedData{
		Version:          1,
		DigestAlgorithms: []pkix.AlgorithmIdentifier{algorithmSHA256},
		Encapsulated:     encapsulated{Type: oidData},
		Certificates:     asn1.RawValue{FullBytes: certificates},
		Signers: []signerInfo{{
			Version:            1,
			Issuer:             issuerSerial{asn1.RawValue{FullBytes: certificate.RawIssuer}, certificate.SerialNumber},
			DigestAlgorithm:    algorithmSHA256,
			Attributes:         asn1.RawValue{FullBytes: implicit},
			SignatureAlgorithm: algorithm,
			Signature:          signature,
		}},
	}})
}

type ecdsaValue struct{ R, S *big.Int }

// lowerS returns the one of the two equally valid ECDSA values (r, s) and
// (r, n-s) whose s is not above n/2, so that a signature has one spelling.
func lowerS(key *ecdsa.PublicKey, signature []byte) ([]byte, error) {
	var value ecdsaValue
	if rest, err := asn1.Unmarshal(signature, &value); err != nil || len(rest) > 0 {
		return nil, words.Errorf("the private key gave something that is not an ECDSA signature")
	}
	order := key.Curve.Params().N
	if value.S.Cmp(new(big.Int).Rsh(order, 1)) > 0 {
		value.S.Sub(order, value.S)
	}
	return asn1.Marshal(value)
}
