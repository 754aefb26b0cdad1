#include "networks.h"

static VanityValueId
add_normalized (Net *net, VanityValueId x, int channels, int kernel, int stride)
{
  return net_batch_norm (net,
                         net_conv (net, x, &(NetConv){ channels, kernel, stride, kernel / 2 }));
}

static VanityValueId
add_block (Net *net, VanityValueId x, int channels, int stride)
{
  VanityValueId short_cut = x, y;

  y = net_add (net, "Relu", add_normalized (net, x, channels, 3, stride));
  y = add_normalized (net, y, channels, 3, 1);
  if (stride > 1)
    short_cut = add_normalized (net, x, channels, 1, stride);
  return net_add (net, "Relu", net_add_pair (net, "Add", y, short_cut));
}

void
networks_add_resnet18 (Net *net)
{
  VanityValueId x = net_add_input (net, 3, 224, 224);

  x = net_add (net, "Relu", add_normalized (net, x, 64, 7, 2));
  x = net_max_pool (net, x, 3, 2, 1);
  for (int stage = 0; stage < 4; stage++)
    {
      x = add_block (net, x, 64 << stage, stage > 0 ? 2 : 1);
      x = add_block (net, x, 64 << stage, 1);
    }
  x = net_flatten (net, net_add (net, "GlobalAveragePool", x));
  net_add_output (net, net_dense (net, x, 1000));
}
