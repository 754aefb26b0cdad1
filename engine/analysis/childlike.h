/* Whether a face has the proportions of a child's. */
#pragma once

#include "face/face.h"

G_BEGIN_DECLS

/* Logarithms of proportions of the face, the head turned back by its pose. */
typedef enum
{
  VANITY_CHILDLIKE_PUPILS, /* distance of the pupils to an iris' width */
  VANITY_CHILDLIKE_WIDTH,  /* the face's width to an iris' width */
  VANITY_CHILDLIKE_NOSE,   /* the nose's height, root to base, to an iris' width */
  VANITY_CHILDLIKE_LOWER,  /* base of the nose to the chin, to an iris' width */
  VANITY_CHILDLIKE_N_FEATURES
} VanityChildlikeFeature;

void vanity_childlike_measure (const VanityFace *face, float features[VANITY_CHILDLIKE_N_FEATURES]);

/* 0 proportions of an adult in the middle, 1 those of a child of about six; below 0 and above 1 as
 * well. NAN where the face is turned too far, or its points make no face.
 *
 * What it is worth: no photos of minors exist to learn from, so it rests on what is known of growth
 * and on how adults' proportions vary as our mesh has them. An iris is as wide at two as in an
 * adult (11.7 mm; Rüfer, Schröder & Erb, White-to-white corneal diameter, 2005), while the face
 * around it grows. At 0.72, none of 257 photos of adults and 17 of 300 generated portraits, whose
 * eyes are drawn large, are taken for a child's. How many children are missed is not known; if the
 * mesh follows their proportions, few at six, and the more the older they are. Whoever knows should
 * say (vanity_gate_add ()). */
float vanity_childlike_judge (const VanityFace *face);

G_END_DECLS
