import { Server, ServerCredentials } from '@grpc/grpc-js';
import { place } from '../floors/shop.mjs';

const encode = (value) => Buffer.from(JSON.stringify(value));
const decode = (bytes) => JSON.parse(bytes.toString());

const server = new Server();
server.addService(
  {
    place: {
      path: '/bench.Orders/Place',
      requestStream: false,
      responseStream: false,
      requestSerialize: encode,
      requestDeserialize: decode,
      responseSerialize: encode,
      responseDeserialize: decode,
    },
  },
  {
    place: ({ request }, reply) => void place(request).then((receipt) => reply(null, receipt)),
  },
);
server.bindAsync(process.argv[2], ServerCredentials.createInsecure(), (error) => {
  if (error) throw error;
  process.send?.('ready');
});
// It goes with whoever started it.
process.once('disconnect', () => process.exit());
