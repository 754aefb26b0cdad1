/* The inside of the learner: its steps, for what plans their memory and what looks into them. */
#pragma once

#include "nn/backward.h"
#include "nn/learner.h"
#include "nn/program.h"

G_BEGIN_DECLS

/* Where the gradient of one input of a step goes. */
typedef struct
{
  float *target;
  float *apart;   /* memory of its own, to be added to the target; NULL when it never is,
                   * or is at once */
  gboolean first; /* nothing went into the target before, in this step back */
  gboolean leaf;  /* the target lasts */
} VanityLearnerWrite;

typedef struct
{
  VanityCall call;
  VanityBackwardCall back;
  gboolean active;          /* runs back */
  gboolean own_forward;     /* back has a forward */
  gpointer forward_scratch; /* of back's forward */
  gpointer backward_scratch;
  VanityLearnerWrite *writes; /* of each input */
} VanityLearnerStep;

struct _VanityLearner
{
  VanityGraph *graph; /* values only: its nodes became the program */
  VanityPool *pool;
  VanityProgram *program;
  int n_steps;
  VanityLearnerStep *steps;
  gboolean *active;   /* of each value: has a gradient */
  float **gradients;  /* of each root; NULL: none */
  GArray *parameters; /* of VanityParameter */
  GArray *statistics; /* likewise */

  int n_losses;
  VanityValueId *losses;
  float *weights;
  float **inputs;
  const float **outputs;
  const float **loss_values;

  char *arena;
  gsize arena_bytes;
  gsize weight_bytes;
  guint64 seed;
  guint64 run;       /* forward runs so far, as training */
  gboolean training; /* the last forward run was one */
};

/* Which values have something trainable before them and a loss after them (learner-parameters.c).
 */
gboolean vanity_learner_find_active (VanityLearner *learner, GError **error);
/* Makes place for gradients. */
gboolean vanity_learner_add_parameters (VanityLearner *learner, GError **error);
/* Notes what the step's own forward changes. */
void vanity_learner_add_statistics (VanityLearner *learner, const VanityStep *step);

/* A run one step after another: from the first one forward, from the last one back. */
void vanity_learner_begin_forward (VanityLearner *learner, gboolean training);
void vanity_learner_step_forward (VanityLearner *learner, int index);
void vanity_learner_begin_backward (VanityLearner *learner);
void vanity_learner_step_backward (VanityLearner *learner, int index, gboolean add);

/* Plans the arena and points everything to its place (learner-plan.c). */
gboolean vanity_learner_plan (VanityLearner *learner, GError **error);

G_END_DECLS
