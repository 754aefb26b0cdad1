/* protobuf-c unpacks a message by calling itself for each message inside, and takes memory for
 * every field before anyone has looked at it. So the bytes are walked over first. */
#include "model/onnx.h"

#include <glib/gi18n-lib.h>

/* A model holds a graph, that nodes, those attributes, those tensors or graphs again. */
#define MAX_DEPTH 24

/* What protobuf-c notes about a field while it unpacks. */
#define FIELD_BYTES 32

/* A file of weights takes about what it weighs. One of many small nodes takes more than twenty
 * times that, which is allowed up to a size that hurts nobody. */
#define BYTES_ALLOWED(size) (8 * (size) + MIN (32 * (size), (gsize)128 << 20) + (1 << 20))

typedef struct
{
  gsize bytes; /* that may still be taken */
  const char *broken;
  gboolean too_much;
} Walk;

static gboolean
read_varint (const guint8 **at, const guint8 *end, guint64 *value)
{
  *value = 0;
  for (int shift = 0; shift < 70; shift += 7)
    {
      guint8 byte;

      if (*at == end)
        return FALSE;
      byte = *(*at)++;
      if (shift < 64)
        *value |= (guint64)(byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
take (Walk *self, gsize bytes)
{
  if (bytes <= self->bytes)
    {
      self->bytes -= bytes;
      return TRUE;
    }
  self->broken = N_ ("it would take far more memory than the file has bytes");
  self->too_much = TRUE;
  return FALSE;
}

static gboolean walk_message (Walk *self, const ProtobufCMessageDescriptor *descriptor,
                              const guint8 *at, const guint8 *end, int depth);

/* What lies between `at` and `end` is the content of a field with a length. */
static gboolean
walk_content (Walk *self, const ProtobufCFieldDescriptor *field, const guint8 *at,
              const guint8 *end, int depth)
{
  switch (field->type)
    {
    case PROTOBUF_C_TYPE_MESSAGE:
      return walk_message (self, field->descriptor, at, end, depth + 1);
    case PROTOBUF_C_TYPE_STRING:
    case PROTOBUF_C_TYPE_BYTES:
    case PROTOBUF_C_TYPE_FLOAT:
    case PROTOBUF_C_TYPE_DOUBLE:
      return take (self, end - at + 1);
    default:
      return take (self, (gsize)(end - at) * sizeof (gint64));
    }
}

static gboolean
walk_message (Walk *self, const ProtobufCMessageDescriptor *descriptor, const guint8 *at,
              const guint8 *end, int depth)
{
  if (depth > MAX_DEPTH)
    {
      self->broken = N_ ("messages lie within each other too deeply");
      return FALSE;
    }
  if (!take (self, descriptor->sizeof_message))
    return FALSE;
  while (at < end)
    {
      const ProtobufCFieldDescriptor *field;
      guint64 key, value;
      gboolean whole;

      if (!take (self, FIELD_BYTES))
        return FALSE;
      whole = read_varint (&at, end, &key) && key >> 3 != 0 && key >> 3 < 1 << 29;
      switch (key & 7)
        {
        case 0:
          whole = whole && read_varint (&at, end, &value);
          break;
        case 1:
          whole = whole && end - at >= 8;
          at += whole ? 8 : 0;
          break;
        case 2:
          whole = whole && read_varint (&at, end, &value) && value <= (guint64)(end - at);
          if (!whole)
            break;
          field = protobuf_c_message_descriptor_get_field (descriptor, key >> 3);
          if (field != NULL ? !walk_content (self, field, at, at + value, depth)
                            : !take (self, value))
            return FALSE;
          at += value;
          break;
        case 5:
          whole = whole && end - at >= 4;
          at += whole ? 4 : 0;
          break;
        default:
          whole = FALSE;
          break;
        }
      if (!whole)
        {
          self->broken = N_ ("the file is cut off or altered");
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
vanity_onnx_check_wire (const ProtobufCMessageDescriptor *descriptor, const guint8 *data,
                        gsize size, GError **error)
{
  Walk walk = { .bytes = BYTES_ALLOWED (size) };

  if (walk_message (&walk, descriptor, data, data + size, 0))
    return TRUE;
  g_set_error_literal (error, VANITY_ERROR,
                       walk.too_much ? VANITY_ERROR_LIMIT : VANITY_ERROR_FORMAT, _ (walk.broken));
  return FALSE;
}
