/* What an operator is: the inside of the graph and the executor, not for users of the library.
 *
 * An operator is one constant VanityOperator, defined in ops/ and listed in registry.c. Its
 * functions all take the same VanityCall, a node with its tensors at hand:
 *
 *   infer    when the node is added: reads the attributes into `params` and sets the outputs' types
 *            and shapes. Constant inputs have data; nothing else does yet. Every rule is checked
 *            here, so that what follows cannot fail.
 *   cost     multiply-adds of one run; NULL for what moves or maps elements only.
 *   prepare  once, when an executor is made: packs constants into `state` and asks for scratch. In
 *            a learner constants are learnt: with `packs_anew`, forward packs them.
 *   forward  at every run, all data in place; NULL for what is always a view.
 *   release  frees what prepare left in `state`.
 */
#pragma once

#include "base/error.h"
#include "base/parallel.h"
#include "nn/graph.h"
#include "nn/kernels/kernels.h"

G_BEGIN_DECLS

typedef struct _VanityOperator VanityOperator;
typedef struct _VanityBackward VanityBackward; /* nn/backward.h */

/* What a producer does to each element before it stores it: adds the residual, if there is one,
 * then applies the activation. Filled in by the executor's fusion. */
typedef struct
{
  VanityActivation activation;
  /* Same shape as the output, or with fewer channels, the missing ones being zero; left out when
   * data and rank are 0. Its data may be the output's own. */
  VanityTensor residual;
  gboolean has_residual;
} VanityEpilogue;

typedef struct
{
  const VanityOperator *op;
  const char *name;             /* the node's */
  VanityAttributes *attributes; /* during infer only */
  gpointer params;              /* op->params_size bytes, zeroed before infer */
  int n_inputs;
  VanityTensor *inputs; /* one that is left out has rank −1 */
  int n_outputs;
  VanityTensor *outputs;

  /* For the executor. */
  VanityPool *pool;
  const VanityKernels *kernels;
  VanityEpilogue epilogue;
  /* Inputs that are packed change from run to run: prepare asks for scratch, and forward packs them
   * there. */
  gboolean packs_anew;
  gpointer state;      /* the operator's own, from prepare to release */
  gsize state_bytes;   /* what it holds, for the account of memory */
  gsize missing_bytes; /* that prepare asked for in vain: there will be no executor */
  gsize scratch_bytes; /* asked for by prepare */
  gpointer scratch;    /* 64-byte aligned; its contents do not last from run to run */
} VanityCall;

typedef enum
{
  /* The output's elements are the first input's, in the same order: no copy is made. */
  VANITY_OPERATOR_VIEW = 1 << 0,
  /* Honours call->epilogue. */
  VANITY_OPERATOR_FUSES = 1 << 1,
  /* Reads element i of the first input before it writes element i of the output, and no later:
   * both may be the same memory. */
  VANITY_OPERATOR_IN_PLACE = 1 << 2,
  /* Honours the activation of call->epilogue, but no residual. */
  VANITY_OPERATOR_ACTIVATES = 1 << 3,
} VanityOperatorFlags;

struct _VanityOperator
{
  const char *name;
  VanityOperatorFlags flags;
  int min_inputs;
  int max_inputs; /* −1: any number */
  int max_outputs;
  /* Bit i: input i must be a constant and is not looked at by forward, unless it packs anew. */
  guint32 static_inputs;
  /* Bit i: input i may be computed; where it is a constant, forward does not look at it. */
  guint32 packed_inputs;
  gsize params_size;

  gboolean (*infer) (VanityCall *call, GError **error);
  gint64 (*cost) (const VanityCall *call);
  void (*prepare) (VanityCall *call);
  void (*forward) (VanityCall *call);
  void (*release) (VanityCall *call);

  /* TRUE when this node leaves its first input as it is (a slice of everything), which makes a
   * view of it. */
  gboolean (*is_identity) (const VanityCall *call);
  /* For an elementwise operator that a producer can apply itself. FALSE when this node cannot be
   * said that way. Pointers in `activation` are to constant inputs. */
  gboolean (*get_activation) (const VanityCall *call, VanityActivation *activation);
  /* How it learns; NULL: not at all. A view needs none. */
  const VanityBackward *backward;
};

/* NULL when there is none of that name. */
const VanityOperator *vanity_operator_find (const char *name);
/* Number of operators and the one at `index`, in the order of ASCII. */
int vanity_operator_get_count (void);
const VanityOperator *vanity_operator_get (int index);

/* Sets an error that names the node and its operator before the rule; returns FALSE. */
gboolean vanity_call_fail (const VanityCall *call, VanityError code, GError **error,
                           const char *format, ...) G_GNUC_PRINTF (4, 5);

/* For prepare: 64-byte aligned memory of the operator's own, counted in `state_bytes`; free with
 * vanity_aligned_free (). NULL, and noted in `missing_bytes`, when there is none. */
gpointer vanity_call_alloc (VanityCall *call, gsize bytes);
/* Lets the operator prepare; fails when there is no memory for what it packs. */
gboolean vanity_call_prepare (VanityCall *call, GError **error);

static inline gboolean
vanity_call_has_input (const VanityCall *call, int index)
{
  return index < call->n_inputs && call->inputs[index].shape.rank >= 0;
}

/* Fails unless the input is there, is float32, not empty and has a rank within the range. */
gboolean vanity_call_check_input (const VanityCall *call, int index, int min_rank, int max_rank,
                                  GError **error);
/* Sets output `index`; fails when the shape is empty or passes the limits. */
gboolean vanity_call_set_output (VanityCall *call, int index, VanityDataType type,
                                 const VanityShape *shape, GError **error);

/* Attributes, for infer. Each gives the default when the attribute is absent and fails when it has
 * another type or lies outside the range; an attribute that no one asks for is an error, too. */
gboolean vanity_call_get_int (const VanityCall *call, const char *name, gint64 default_value,
                              gint64 min, gint64 max, gint64 *value, GError **error);
gboolean vanity_call_get_float (const VanityCall *call, const char *name, double default_value,
                                float *value, GError **error);
/* An index into `choices`, which ends with NULL. */
gboolean vanity_call_get_choice (const VanityCall *call, const char *name, int default_value,
                                 const char *const *choices, int *value, GError **error);
/* −1 in `n_values` when absent. */
gboolean vanity_call_get_ints (const VanityCall *call, const char *name, int max_values,
                               gint64 *values, int *n_values, GError **error);
/* The same from the constant int64 input `index` or, when that is left out, from the attribute:
 * ONNX moved many from one to the other as it grew. */
gboolean vanity_call_get_input_ints (const VanityCall *call, int index, const char *name,
                                     int max_values, gint64 *values, int *n_values, GError **error);
/* The same for one float, and for several. */
gboolean vanity_call_get_input_float (const VanityCall *call, int index, const char *name,
                                      double default_value, float *value, GError **error);
gboolean vanity_call_get_input_floats (const VanityCall *call, int index, const char *name,
                                       int max_values, float *values, int *n_values,
                                       GError **error);
/* "axis", counted from the end when negative, of a tensor of rank `rank`; an error when it is
 * absent and the default is VANITY_AXIS_MUST. */
#define VANITY_AXIS_MUST G_MAXINT32
gboolean vanity_call_get_axis (const VanityCall *call, gint64 default_value, int rank, int *axis,
                               GError **error);
/* Makes `axes` non-negative; fails when one is out of range or comes twice. */
gboolean vanity_call_normalize_axes (const VanityCall *call, gint64 *axes, int n_axes, int rank,
                                     GError **error);

G_END_DECLS
