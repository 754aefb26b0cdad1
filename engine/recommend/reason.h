/* Why something is proposed, in a sentence for people that is made of the numbers that decided. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  /* complexion */
  VANITY_REASON_SKIN,           /* value: ΔE from the measured skin */
  VANITY_REASON_SKIN_UNDERTONE, /* value: ΔE, other: VanityUndertone that label and skin share */
  VANITY_REASON_OWNED,          /* value: ΔE, name: the foundation that fits */
  VANITY_REASON_UNDERTONE,      /* other: VanityUndertone */
  VANITY_REASON_UNDERTONE_ODD,  /* name: its label, other: VanityUndertone of the skin */
  VANITY_REASON_LIGHTER,        /* value: lighter than the skin, L* */
  VANITY_REASON_DEEPER,         /* value: deeper than the skin, L* */
  VANITY_REASON_SKIN_STATE,     /* other: VanityConcern, finish: that suits it */
  VANITY_REASON_COVERS,         /* other: VanityConcern that the coverage suits */
  /* colour */
  VANITY_REASON_LAYER, /* value: ΔE as worn, name: what it is near ("the red of this look") */
  VANITY_REASON_LAYER_APART,  /* the same where one sees a difference */
  VANITY_REASON_FINISH,       /* other: VanityFinish that the look has, too */
  VANITY_REASON_FINISH_ODD,   /* the look's finish is another; finish, other: both */
  VANITY_REASON_HARMONY_SKIN, /* other: VanityUndertone */
  VANITY_REASON_HARMONY_EYES, /* name: the eyes' colour in a word */
  VANITY_REASON_HARMONY_HAIR, /* name: the hair's colour in a word */
  /* behaviour */
  VANITY_REASON_LIKED,          /* it was liked itself */
  VANITY_REASON_BOUGHT,         /* it was bought */
  VANITY_REASON_HABIT,          /* name: the shade it goes with */
  VANITY_REASON_LEARNT_LIGHTER, /* others were too dark; name: one of them */
  VANITY_REASON_LEARNT_DARKER,
  /* the world */
  VANITY_REASON_TREND,     /* value: [0, 1] */
  VANITY_REASON_PRICE,     /* name: the price, of the cheaper ones like it */
  VANITY_REASON_CHEAPER,   /* name: by how much, of a dupe */
  VANITY_REASON_DEARER,    /* name: by how much */
  VANITY_REASON_EXPLORED,  /* something else, to see whether it is liked */
  VANITY_REASON_ESTIMATED, /* its colour is an estimate */
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

/* A short translated sentence without a full stop: "ΔE 0.8 from your skin, warm like your
 * undertone". Free with g_free (). */
char *vanity_reason_dup_text (const VanityReason *reason);
/* "skin-undertone", as in JSON. */
const char *vanity_reason_kind_get_id (VanityReasonKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityReason, vanity_reason_free)

G_END_DECLS
