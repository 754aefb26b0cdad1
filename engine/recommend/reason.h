/* Why something is proposed, in a sentence for people that is made of the numbers that decided. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  /* complexion */
  VANITY_REASON_SKIN,          /* value: ΔE from the skin */
  VANITY_REASON_OWNED,         /* value: ΔE, name: the foundation that fits; "" its colour alone */
  VANITY_REASON_UNDERTONE,     /* other: VanityUndertone it is for, value: how likely it is yours */
  VANITY_REASON_UNDERTONE_ODD, /* finish: VanityUndertone it is for; other, value: yours, how likely
                                */
  VANITY_REASON_LIGHTER, /* value: lighter than the skin, L*; other: TRUE for than the owned one */
  VANITY_REASON_DEEPER,  /* the same, deeper */
  VANITY_REASON_AS_DEEP, /* the same, as light */
  VANITY_REASON_SKIN_STATE, /* other: VanityConcern that finish suits */
  VANITY_REASON_COVERS,     /* other: VanityConcern that the coverage suits */
  /* colour */
  VANITY_REASON_LAYER,       /* value: ΔE as worn, name: the colour in a word */
  VANITY_REASON_LAYER_APART, /* the same where one sees a difference */
  VANITY_REASON_SHADOW,      /* value: ΔE as worn from the skin's own shadow, that contours are */
  VANITY_REASON_PALETTE,     /* the same of all its colours; other: how many there are */
  VANITY_REASON_LAYER_LIGHTER, /* value: by how much, as worn, L*; other: TRUE for than the brows */
  VANITY_REASON_LAYER_DEEPER,  /* the same, deeper */
  VANITY_REASON_LAYER_AS_DEEP, /* the same, as light */
  VANITY_REASON_FINISH,        /* finish: VanityFinish that the look has, too */
  VANITY_REASON_FINISH_ODD,    /* finish: its own, other: the look's */
  VANITY_REASON_SHEER,         /* it shows less than the look's, whose colour is held against it */
  VANITY_REASON_HAIR,          /* value: ΔE from the shade for brows and hair */
  VANITY_REASON_HARMONY_SKIN,  /* other: VanityUndertone */
  VANITY_REASON_HARMONY_EYES,  /* other: VanityEyeColor (recommend/color-word.h) */
  VANITY_REASON_HARMONY_HAIR,
  VANITY_REASON_SHOWS,   /* value: ΔE from what is bare, as worn: one sees it on this skin */
  VANITY_REASON_FAINT,   /* the same, where one hardly does */
  VANITY_REASON_NO_LOOK, /* no look says which colour is wanted; other: 1 where none can, 2 where it
                            is the person's own */
  VANITY_REASON_COLORLESS, /* its colour is not known */
  /* behaviour */
  VANITY_REASON_LIKED,          /* it was liked itself */
  VANITY_REASON_BOUGHT,         /* it was bought, or is in the bag */
  VANITY_REASON_HABIT,          /* name: the shade it goes with */
  VANITY_REASON_LEARNT_LIGHTER, /* name: one that was too dark */
  VANITY_REASON_LEARNT_DEEPER,  /* name: one that was too light */
  VANITY_REASON_LEARNT_COOLER,  /* name: one that was too warm */
  VANITY_REASON_LEARNT_WARMER,  /* name: one that was too cool */
  /* the world */
  VANITY_REASON_TREND,     /* name: as a trend says it */
  VANITY_REASON_EXPLORED,  /* something else, to see whether it is liked */
  VANITY_REASON_ESTIMATED, /* its colour is an approximation */
  VANITY_N_REASONS
} VanityReasonKind;

typedef struct
{
  VanityReasonKind kind;
  double value;
  int other, finish;
  char *name;    /* owned, or NULL */
  double weight; /* what it added to the score, by which reasons are ordered; negative: took away */
} VanityReason;

/* Takes nothing over; `name` is copied. */
VanityReason *vanity_reason_new (VanityReasonKind kind, double value, int other, const char *name,
                                 double weight);
void vanity_reason_free (VanityReason *reason);

/* A short translated sentence without a full stop: "ΔE 0.8 from your skin's shade". Free with
 * g_free (). */
char *vanity_reason_dup_text (const VanityReason *reason);
/* "undertone", as in JSON. */
const char *vanity_reason_kind_get_id (VanityReasonKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityReason, vanity_reason_free)

G_END_DECLS
